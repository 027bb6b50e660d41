// Package library reads what a service hands out and what its screens offer, from files that a service may edit without a
// rebuild.
//
// Words: an Activity is one thing to practise, written for a family; a Topic groups activities; a Product is a piece of
// equipment in the catalogue, a Category what such pieces have in common; a Phrase is a note that can be stamped; a Consent
// is the wording of one question for one purpose; a Leaflet is general advice for anyone; a Signpost is somewhere else that
// can help; a Cue is one look at how a child sits in equipment; a Layer is a folder of files. The shipped layer comes first;
// a service's own folder is laid over it: an item with the same id takes the place of the shipped one, a new id is added, and
// an id under "hide" is taken out. Every file is read strictly: what is misspelt is named with its file and line.
//
// Nothing here decides anything for a child. The texts are drafts until a clinician of the service approves them, and each
// item says so. The same holds for sensory ideas: they are everyday strategies, never sensory integration treatment (rule 14).
package library
