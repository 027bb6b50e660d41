package central

import (
	"net/http/httptest"
	"testing"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A counted body tells how much of it was asked for.
type counted struct{ n int }

func (c *counted) Read(p []byte) (int, error) { c.n += len(p); return len(p), nil }

// Anybody can send a large body to a tablet's entrance. Without a token none of it is taken into memory.
func TestSync_NobodysBodyIsNotRead(t *testing.T) {
	d := newDesk(t)
	for _, token := range []string{"", "Bearer x.y", "Bearer "} {
		body := &counted{}
		r := httptest.NewRequest("POST", syncPath, body)
		r.Header.Set("Authorization", token)
		w := httptest.NewRecorder()
		d.c.ServeHTTP(w, r)
		if w.Code != 401 || body.n > 0 {
			t.Errorf("token %q: status %d after %d of %d bytes were read", token, w.Code, body.n, wire.BodyBytes)
		}
	}
}
