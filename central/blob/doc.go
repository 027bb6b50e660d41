// Package blob keeps the bytes of attachments for the service, sealed.
//
// Words: a blob is a file of one scope of one tenant, named by the SHA-256 of what it holds; it comes in chunks. A Store keeps sealed
// chunks and knows nothing else: the ledger's database, a folder or a bucket of an S3 service. The Books say what was offered and
// keep each scope's key, wrapped; they are the ledger. A Shelf puts the two together: it seals, opens, checks every hash and says
// what is missing. The Ring is made from the key file, which lies outside the database: it wraps the scopes' keys and makes the
// opaque names that stores see. Without the file nothing opens; without a scope's key nothing of that scope does.
package blob
