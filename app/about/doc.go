// Package about says which Fieldfare this is and whose work it holds.
//
// Words: a part is a module or font of others inside the app; its licence stands in full in the app, as most of them ask.
package about
