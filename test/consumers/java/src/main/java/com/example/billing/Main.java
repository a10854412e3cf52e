package com.example.billing;

import com.hashicorp.cdktf.App;

public final class Main {
    public static void main(String[] args) {
        var app = new App();
        new Billing(app, "billing");
        app.synth();
    }
}
