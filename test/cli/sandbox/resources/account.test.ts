import { describeWire } from "../wire";

describeWire("account", "GET /v1/account", {
  answers: async (stripe) => [(await stripe.get("/v1/account")).body],
  notShown: {
    "settings.payments.statement_descriptor_prefix_kana": "the schema does not contain it",
    "settings.payments.statement_descriptor_prefix_kanji": "the schema does not contain it",
  },
  notExpanded: ["company", "groups", "individual"],
});
