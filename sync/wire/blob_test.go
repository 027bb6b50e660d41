package wire

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestChunks_CoverAFileOnce(t *testing.T) {
	for _, size := range []int64{1, ChunkBytes - 1, ChunkBytes, ChunkBytes + 1, 3 * ChunkBytes, BlobBytes} {
		at := int64(0)
		for i := range Chunks(size) {
			from, to := ChunkSpan(size, i)
			if from != at || to <= from || to-from > ChunkBytes {
				t.Errorf("size %d, chunk %d: %d to %d behind %d", size, i, from, to, at)
			}
			at = to
		}
		if at != size {
			t.Errorf("size %d: its chunks end at %d", size, at)
		}
	}
}

func TestBitmap_SaysWhichAreMissing(t *testing.T) {
	lacks := map[int]bool{0: true, 7: true, 8: true, 18: true}
	s := BlobState{Missing: Bitmap(19, func(i int) bool { return lacks[i] })}
	for i := range 30 {
		if s.Lacks(i) != lacks[i] {
			t.Errorf("chunk %d: %v", i, s.Lacks(i))
		}
	}
	if (BlobState{Whole: true}).Lacks(3) {
		t.Error("a whole file lacks something")
	}
}

// FuzzBlobOffer reads offers as a service does: whatever passes its check can be kept as it says.
func FuzzBlobOffer(f *testing.F) {
	sum := strings.Repeat("ab", 32)
	f.Add(sum, `{"scope":"child/01890a5d-ac96-774b-bcce-b302099a8057","size":3,"media":"image/jpeg","chunks":["`+sum+`"]}`)
	f.Add(sum, `{"size":-9223372036854775808,"chunks":[]}`)
	f.Add(sum, `{"size":9223372036854775807,"chunks":["`+sum+`"]}`)
	f.Add("../../etc/passwd", `{"scope":"team","size":1,"chunks":[""]}`)
	f.Fuzz(func(t *testing.T, sha, raw string) {
		var o BlobOffer
		if json.Unmarshal([]byte(raw), &o) != nil {
			return
		}
		if s, ok := assessments.ParseScope(o.Scope); ok && s.Key() != o.Scope {
			t.Errorf("the scope %q is read as %q", o.Scope, s.Key())
		}
		if o.Check(sha) != nil {
			return
		}
		total := int64(0)
		for i, h := range o.Chunks {
			from, to := ChunkSpan(o.Size, i)
			if total += to - from; to <= from || !HexSum(h) {
				t.Fatalf("chunk %d of %d bytes: %d to %d, %q", i, o.Size, from, to, h)
			}
		}
		if total != o.Size || !HexSum(sha) || o.Size > BlobBytes {
			t.Fatalf("%d of %d bytes, named %q", total, o.Size, sha)
		}
	})
}
