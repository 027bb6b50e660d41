// Package views is My views: a child says what they think by choosing pictures, in their own words, and by drawing. What they said is
// kept exactly, with how it was obtained.
//
// Words: a topic is a part of the day; to choose is to point at one of three pictures for a topic; a way is how words were obtained.
package views
