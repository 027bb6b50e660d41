package blob

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Place is where the chunks of one blob are kept. Scope and Blob are opaque: who sees a store's names learns how many files a
// tenant has and how large they are, and not whose or which.
type Place struct {
	Tenant string // its id
	Scope  string // 32 hexadecimal digits
	Blob   string // 32 hexadecimal digits
}

// A Store keeps sealed chunks. Its methods may be called from many goroutines and processes at once; putting the same chunk twice
// leaves one of the two.
type Store interface {
	// Put keeps chunk i. When it returns, the chunk survives a power cut.
	Put(ctx context.Context, at Place, i int, sealed []byte) error
	// Have lists the chunks that are there, in order.
	Have(ctx context.Context, at Place) ([]int, error)
	// Get returns chunk i, or NotFound.
	Get(ctx context.Context, at Place, i int) ([]byte, error)
	// DropBlob and DropScope take chunks away; what is not there is no error.
	DropBlob(ctx context.Context, at Place) error
	DropScope(ctx context.Context, tenant, scope string) error
}

// An Entry is what the books say of one blob.
type Entry struct {
	Tenant string
	Scope  string // assessments.Scope.Key
	SHA    string
	Size   int64
	Media  string
	Chunks []string // SHA-256 of each, hex
	Device string   // who offered it
	Whole  bool     // every chunk came, and together they are SHA
}

// Books are what the service knows of blobs beside their bytes. The ledger keeps them.
type Books interface {
	// BlobEntry returns one entry, or NotFound.
	BlobEntry(ctx context.Context, tenant, scope, sha string) (Entry, error)
	// EachBlob tells every entry there is.
	EachBlob(ctx context.Context, tell func(Entry)) error
	// PutBlobEntry writes an entry, over the one there was.
	PutBlobEntry(ctx context.Context, e Entry) error
	// DropBlobEntry takes one entry away.
	DropBlobEntry(ctx context.Context, tenant, scope, sha string) error
	// BlobKey returns the wrapped key of a scope. Where there is none it keeps fresh and returns that, or "" when fresh is nil.
	BlobKey(ctx context.Context, tenant, scope string, fresh []byte) ([]byte, error)
	// EraseBlobs takes a scope's key and entries away for good.
	EraseBlobs(ctx context.Context, tenant, scope string) error
	// BlobCheck returns what the key file of this service must show. Where nothing is written down yet it keeps fresh and returns that.
	BlobCheck(ctx context.Context, fresh []byte) ([]byte, error)
}

func notFound(op string) error {
	return assessments.Errorf(assessments.NotFound, op, "The service does not hold this picture.")
}
