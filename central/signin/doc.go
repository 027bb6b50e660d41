// Package signin makes and checks what a person shows to sign in to the service's pages: a password, and a code from their phone.
//
// Words: a kept password is its Argon2id hash with the salt and the cost it was made with, in the form other programs write it in
// (PHC); a seed is the secret that the service and a phone share; a code is six digits that follow from the seed and the time; a
// step is the half minute that a code belongs to, counted from 1970. Nothing here stores or remembers anything.
package signin
