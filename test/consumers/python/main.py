from cdktf import App

from billing import Billing

app = App()
Billing(app, "billing")
app.synth()
