// Package mail sends the service's letters: short, in plain text, without a word about a child.
//
// Words: a message is one letter to one address; a sender takes messages, either a folder that keeps them as files, for trying
// things out, or a server that speaks SMTP. A sender's error is Invalid when sending again would not help (the address is refused),
// and Unavailable when it might.
package mail
