// Package testkit holds what tests of several rooms need: a clock that stands still, chance that repeats itself, folders
// that outlive a failure, programs that must be installed, and a real PostgreSQL.
//
// Words: Start is the moment all test clocks begin at; a seed names a stream of chance; a cluster is one running
// PostgreSQL server with its data folder, shared by the tests of one process. Nothing here skips a test: what is missing
// fails it with the name of the apt package.
package testkit
