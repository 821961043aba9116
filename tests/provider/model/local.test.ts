import assert from "node:assert/strict";
import { isLocal, localPath } from "../../../provider/model/local";

describe("a local: endpoint", () => {
  it("has a path, and other endpoints have none", () => {
    assert.equal(localPath("local:data/cognito.db"), "data/cognito.db");
    assert.equal(localPath("local::memory:"), ":memory:");
    assert.equal(localPath("local:"), "");
    for (const endpoint of ["http://localhost:4599", "https://local:1", "locale:x", "Local:x", ""]) {
      assert.equal(isLocal(endpoint), false, endpoint);
      assert.equal(localPath(endpoint), undefined, endpoint);
    }
  });
});
