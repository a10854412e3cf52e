#!/usr/bin/env node
// Here before anything is compiled, so that npm can link it at once.
require("../dist/main.js");
