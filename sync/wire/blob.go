package wire

import (
	"crypto/sha256"

	"github.com/fieldfare/fieldfare/assessments"
)

// The sizes of attachments. A file travels in chunks of ChunkBytes, the last one shorter, and holds at most BlobBytes.
const (
	ChunkBytes = 256 << 10
	BlobBytes  = 25 << 20
)

// BlobPath is where attachments are put and fetched: BlobPath + the SHA-256 of the whole, and for a chunk its number behind that.
// The scope stands in the query, because two children may hold the same bytes and must not learn of each other by it.
const BlobPath = "/v1/blob/"

// BlobOffer says what a device has: the body of POST /v1/blob/{sha}. Chunks are the SHA-256 of each chunk in hex.
type BlobOffer struct {
	Scope  string   `json:"scope"`
	Size   int64    `json:"size"`
	Media  string   `json:"media,omitempty"`
	Chunks []string `json:"chunks"`
}

// BlobState answers an offer and a chunk: which chunks the service does not have yet, one bit each, the lowest bit first.
// Whole means that all are there and together are what was offered.
type BlobState struct {
	Missing []byte `json:"missing,omitempty"`
	Whole   bool   `json:"whole,omitempty"`
}

// Chunks is how many chunks a file of this size has.
func Chunks(size int64) int { return int((size + ChunkBytes - 1) / ChunkBytes) }

// ChunkSpan is where chunk i of a file of this size begins and ends.
func ChunkSpan(size int64, i int) (from, to int64) {
	from = int64(i) * ChunkBytes
	return from, min(from+ChunkBytes, size)
}

// Bitmap writes which of n chunks are missing.
func Bitmap(n int, missing func(i int) bool) []byte {
	out := make([]byte, (n+7)/8)
	for i := range n {
		if missing(i) {
			out[i/8] |= 1 << (i % 8)
		}
	}
	return out
}

// Lacks reports whether a bitmap says that chunk i is missing; what it does not speak of is not.
func (s BlobState) Lacks(i int) bool { return i/8 < len(s.Missing) && s.Missing[i/8]&(1<<(i%8)) != 0 }

// Check returns what is wrong with an offer, as Invalid or TooLarge.
func (o BlobOffer) Check(sha string) error {
	const op = "wire.blob"
	switch {
	case !HexSum(sha):
		return assessments.Errorf(assessments.Invalid, op, "A file is named by the SHA-256 of its bytes, 64 small hexadecimal digits.")
	case o.Size > BlobBytes:
		return TooLargeBlob(op)
	case o.Size < 1 || len(o.Chunks) != Chunks(o.Size) || len(o.Media) > 100:
		return assessments.Errorf(assessments.Invalid, op, "The file's size and its pieces do not go together.")
	}
	for _, h := range o.Chunks {
		if !HexSum(h) {
			return assessments.Errorf(assessments.Invalid, op, "A piece is named by the SHA-256 of its bytes, 64 small hexadecimal digits.")
		}
	}
	return nil
}

// TooLargeBlob is the sentence for a file above the limit, said where it is added, not when it is sent.
func TooLargeBlob(op string) error {
	return assessments.Errorf(assessments.TooLarge, op, "This file is larger than %d MB, which is the most that can be kept with a child. Add a shorter film, or a scan in fewer pages; nothing was changed.", BlobBytes>>20)
}

// HexSum reports whether a text is a SHA-256 as HashOf writes it.
func HexSum(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
