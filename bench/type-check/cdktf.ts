import { App, TerraformStack } from "cdktf";
const app = new App();
const stack = new TerraformStack(app, "billing");
stack.addOverride("terraform.required_version", ">= 1.4");
app.synth();
