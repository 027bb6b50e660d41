// Package assessments is the domain of Fieldfare: what a children's occupational therapist records and the rules
// those records obey. It is pure: no disk, no network, no clock of its own, standard library only.
//
// Words: a Record is one thing that is recorded (a child, a contact, an observation, a goal), with a stable Kind, one
// Scope (the child, setting or team whose key seals it and whose grants show it) and named Fields. A typed struct
// (Child, Goal, Provision) is a reading of a record's fields; writing one back touches only the fields it knows, so a
// record made by a newer Fieldfare survives an older one. A Problem is one broken rule in words a therapist uses; Check
// returns all of them at once.
package assessments
