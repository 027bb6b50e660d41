// Package arch holds the rules of the house as tests, so that goodwill is not needed to keep them.
//
// Words: the Tree is every Go file of the module, parsed, with the file system it was read from; a Room is a folder of
// the import table, with what it may import; a Fence keeps a package of others (or of the standard library) inside
// named rooms; a Breach is one broken rule at one place. Every rule is a function from a Tree to breaches, so that a
// test can plant a violation in a small made-up tree and see it caught.
//
// When a rule stops your build, change the code, not the rule. Changing a rule needs an ADR that says why.
package arch
