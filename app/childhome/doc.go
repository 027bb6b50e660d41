// Package childhome is the home of one child: a summary and the tabs behind it.
//
// Words: the timeline is every contact and what it found, newest first; sharing is what the family has agreed to, for
// whom; a tab is one shelf of the record.
package childhome
