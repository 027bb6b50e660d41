// Package same is for two records of one child: they are looked at side by side, linked, and taken apart again. Nothing is merged.
//
// Words: a twin is another child's record that may be of the same child; a sign is what speaks for it, such as the NHS number; a pair
// is the two records side by side, line by line; a link is a lead's decision, which either record's home names until it is taken back.
package same
