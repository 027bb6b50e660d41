// Package fhir gives a child's record to other systems as a FHIR R4 bundle, and takes children and the people around them
// from such systems.
//
// Words: a resource is one thing as FHIR has it (a Patient, an Encounter), here a tree of JSON values; the bundle of a
// child holds its resources, each under urn:uuid and the id of the record it was made of, so that the same state gives the
// same bytes and what comes back meets its own record again; what is kept is everything of a resource that came in and
// that no field of a record can say: it stays beside the fields and goes out again as it came. A UK Core profile is named
// where one exists; Goal and DeviceRequest have none. Codes are given only where a published list has one: everything
// else is said in words.
package fhir
