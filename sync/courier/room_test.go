package courier

import (
	"encoding/base64"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A round takes as many changes as pack to the limit, and never many more: also where some come that pack worse than those before.
func TestSync_FillsARoundAsPacked(t *testing.T) {
	var counts, plain []int
	var carried uint64
	l := &line{}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		size := 0
		for _, p := range in {
			size += len(p.Frozen.Bytes)
		}
		counts, plain = append(counts, len(in)), append(plain, size)
		if carried += uint64(len(in)); h.Sent == nil || *h.Sent != carried || *h.Last < carried {
			t.Errorf("after %d changes it says that it sent up to %v", carried, h.Sent)
		}
		return agree(h, in)
	}
	c, _ := ready(t, l)
	r := rand.New(rand.NewPCG(1, 2))
	noise := func() string {
		raw := make([]byte, 3000)
		for i := range raw {
			raw[i] = byte(r.Uint32())
		}
		return base64.StdEncoding.EncodeToString(raw)
	}
	save(t, c, 1100, strings.Repeat("she held the pencil well ", 60))
	for range 400 {
		save(t, c, 1, noise())
	}
	rep, err := c.Sync(t.Context())
	if err != nil || rep.Sent != 1500 || rep.Waiting != 0 {
		t.Fatalf("%+v (%v)", rep, err)
	}
	if plain[0] > wire.BatchBytes+4096 || counts[1] < 2*counts[0] {
		t.Errorf("rounds of %d changes and %d bytes: the first is careful and the second knows how they pack", counts, plain)
	}
	for i, n := range plain {
		if n > wire.BatchPlain+8192 || counts[i] > wire.BatchChanges {
			t.Errorf("round %d holds %d changes, %d bytes", i, counts[i], n)
		}
	}
	for i, n := range l.sizes {
		if n > wire.BatchBytes {
			t.Errorf("request %d has %d bytes as sent", i, n)
		}
	}
	if len(l.sizes) == 0 {
		t.Error("no request was seen")
	}
}
