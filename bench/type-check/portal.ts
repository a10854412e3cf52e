import { App, TerraformStack } from "cdktf";
import { BasicPortal } from "cdktf-stripe-portal";
const app = new App();
new BasicPortal(new TerraformStack(app, "billing"), "portal");
app.synth();
