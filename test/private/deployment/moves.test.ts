import { hclMove, movesOf } from "../../../lib/private/deployment/moves";

const TYPE = "stripe_billing_portal_configuration";
const move = { from: `${TYPE}.old`, to: `${TYPE}.new` };
const ofData = (suffix: string) => ({ from: `terraform_data.old_${suffix}`, to: `terraform_data.new_${suffix}` });

test.each([
  [{ hasStep: false, hasGuard: false }, []],
  [{ hasStep: true, hasGuard: false }, ["DesiredState", "Step"]],
  [{ hasStep: false, hasGuard: true }, ["Guard"]],
  [{ hasStep: true, hasGuard: true }, ["DesiredState", "Step", "Guard"]],
])("a portal with %j moves with its other resources: %j", (parts, others) => {
  expect(movesOf([move], parts)).toEqual([move, ...others.map(ofData)]);
});

test.each([
  { from: `module.a.${TYPE}.old`, to: `${TYPE}.new` },
  { from: `${TYPE}.old`, to: `${TYPE}.new["key"]` },
])("a move between other addresses is kept: %j", (other) => {
  expect(movesOf([other], { hasStep: true, hasGuard: true })).toEqual([other]);
});

test("a move in native syntax refers to addresses", () => {
  const reference = (value: string) => ({ value, type: "simple", storageClassType: "reference" });
  expect(hclMove(move)).toEqual({ from: reference(move.from), to: reference(move.to) });
});
