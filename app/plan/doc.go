// Package plan writes an activity plan: how much, who, when to stop, and the activities with an easier and a harder way.
//
// Words: a plan is a programme somebody does at home or in school; its dose is minutes × times a day × days a week ×
// weeks, and its hours are what that comes to; a stop rule is when to stop at once; an activity is one thing to do; a
// shelf is the library of activities as a picker shows it; what follows a contact is which of the service's options come next.
package plan
