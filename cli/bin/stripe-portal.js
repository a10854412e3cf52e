#!/usr/bin/env node
// A source file, so that npm can link it before the CLI is compiled.
require("../dist/main.js");
