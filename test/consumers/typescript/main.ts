import { App } from "cdktf";
import { Billing } from "./billing";

const app = new App();
new Billing(app, "billing");
app.synth();
