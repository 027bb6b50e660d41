package fleet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A picture is a file that somebody attached to a record of a child. It is gone when only a service had it that was put back to a time
// before it.
type picture struct {
	rec   assessments.ID // says what it is
	scope assessments.Scope
	sha   string
	data  []byte
	by    *device
	gone  bool
}

// noWait is a courier's patience: none, since a world's time does not pass by itself.
func (w *world) noWait(time.Duration) <-chan time.Time {
	c := make(chan time.Time, 1)
	c <- w.clock.Now()
	return c
}

// pictureEvents are when somebody takes a picture, and when pictures are sent.
func (w *world) pictureEvents(rng *rand.Rand, at func(from, to int, f func())) {
	for range 2 {
		at(2, 30, func() {
			if d := w.devices[rng.IntN(len(w.devices))]; w.plan.has[pictureCut] {
				d.attach(rng)
			}
		})
	}
	for range 4 {
		at(4, 40, func() {
			d := w.devices[rng.IntN(len(w.devices))]
			if !w.plan.has[pictureCut] {
				return
			}
			switch rng.IntN(8) {
			case 0:
				if w.suffers(deviceKilled) {
					d.kill = 1 + rng.IntN(12)
				}
			case 1:
				if w.suffers(serviceKilled) {
					w.svc.kill = 1 + rng.IntN(8)
				}
			}
			d.sendPictures()
			d.kill, w.svc.kill = 0, 0 // with nothing to send nobody died
		})
	}
}

// attach adds a picture of one, two or three pieces to a record of a child.
func (d *device) attach(rng *rand.Rand) {
	w := d.w
	s := w.scopes[rng.IntN(2)]
	rec, of := w.id(), w.id()
	for _, r := range w.records {
		if r.scope == s {
			of = r.id
		}
	}
	data := make([]byte, []int{3000, wire.ChunkBytes + 1, 2*wire.ChunkBytes + 500}[rng.IntN(3)])
	for i := range data {
		data[i] = byte(rng.Uint32())
	}
	b, err := d.store.Attach(w.ctx, rec, s, assessments.Attachment{Of: of, Type: "photo", Media: "image/jpeg"}, bytes.NewReader(data))
	w.tell("device %d attaches a picture of %d bytes to %s: %v", d.n, len(data), s.Key()[:12], err)
	if assessments.KindOf(err) == assessments.Invalid && err != nil {
		return // the child was handed over
	}
	w.must(err)
	w.pictures = append(w.pictures, &picture{rec, s, b.SHA, data, d, false})
}

// sendPictures sends what waits, as far as the line allows, and returns how many went.
func (d *device) sendPictures() int {
	w := d.w
	w.t.Helper()
	if len(w.pictures) == 0 {
		return 0
	}
	w.tell("device %d sends its pictures", d.n)
	r, err := d.courier.Pictures(w.ctx)
	if err != nil && !d.dead() && (!w.air.rough || assessments.KindOf(err) != assessments.Unavailable) {
		w.t.Fatalf("device %d: %v", d.n, err)
	}
	d.again()
	return r.Sent
}

// piece carries one request about a picture and its answer.
func (l *link) piece(r *http.Request, body []byte) (*http.Response, error) {
	w, d := l.air.w, l.d
	d.moment()
	n, at := 100, 0.0
	if l.air.rough {
		n, at = d.pieces.IntN(100), d.pieces.Float64()
	}
	switch {
	case d.dead(), n < 12 && w.suffers(pictureCut):
		return nil, errLost
	case n >= 50 && n < 90 && r.Method == http.MethodPut && d.kill == 0 && w.svc.kill == 0:
		d.wordsAmid()
	}
	key := r.URL.RequestURI()
	if r.Method == http.MethodPut {
		w.count.pieces++
		if w.svc.pieces[key] {
			w.fail(picturesArrive, "device %d sends a piece that the service has: %s", d.n, key)
		}
	}
	q := httptest.NewRequest(r.Method, key, bytes.NewReader(body))
	q.Header = r.Header.Clone()
	rec := httptest.NewRecorder()
	w.svc.c.ServeHTTP(rec, q)
	if w.svc.dead() {
		w.svc.again()
		return nil, errLost
	}
	if r.Method == http.MethodPut && rec.Code == http.StatusOK {
		w.svc.pieces[key] = true
	}
	d.moment()
	res := rec.Result()
	switch {
	case d.dead(), n < 24 && w.suffers(pictureCut):
		return nil, errLost
	case n < 36 && w.suffers(pictureCut):
		whole, err := io.ReadAll(res.Body)
		w.must(err)
		res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(whole[:int(at*float64(len(whole)))]), broken{}))
	}
	return res, nil
}

// wordsAmid saves something and syncs while a piece of a picture is on its way: invariant 15. The piece stays under way until the words
// are with the service, so a sync that waits for it never ends.
func (d *device) wordsAmid() {
	w := d.w
	rough := w.air.rough
	w.air.rough = false
	defer func() { w.air.rough = rough }()
	d.edit(w.pick())
	w.tell("  meanwhile device %d syncs", d.n)
	ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		_, err := d.courier.Sync(ctx)
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil && assessments.KindOf(err) != assessments.TooNew {
			w.fail(wordsFirst, "device %d could not sync while a picture was on its way: %v", d.n, err)
		}
	case <-ctx.Done():
		w.t.Fatalf("invariant %d: the words of device %d wait for a picture", int(wordsFirst), d.n)
	}
	w.count.amid++
	if left, err := d.store.Pending(w.ctx, 1, 1); err != nil || len(left) > 0 {
		w.fail(wordsFirst, "words of device %d stayed behind a picture (%v)", d.n, err)
	}
}

// onService reports whether the service has a picture whole, and opens it.
func (w *world) onService(p *picture) bool {
	w.t.Helper()
	shelf, err := w.svc.c.Shelf(w.ctx)
	w.must(err)
	f, err := shelf.Open(w.ctx, w.tenant, p.scope.Key(), p.sha)
	if assessments.KindOf(err) == assessments.NotFound && err != nil {
		return false
	}
	w.must(err)
	raw, err := io.ReadAll(f)
	w.must(err)
	return bytes.Equal(raw, p.data)
}

// on reports whether a device has a picture whole.
func (p *picture) on(d *device) (whole, pending bool) {
	b, _, err := d.store.BlobState(d.w.ctx, p.scope, p.sha)
	d.w.must(err)
	return b.State == store.BlobPending || b.State == store.BlobHave, b.State == store.BlobPending
}

// lonelyPictures are those that no tablet would offer again to a service that lost them: their tablet let go of the child after a
// hand-over, or was put back to a time before it.
func (w *world) lonelyPictures() (out []*picture) {
	for _, p := range w.pictures {
		if !slices.ContainsFunc(w.devices, func(d *device) bool { whole, _ := p.on(d); return whole }) {
			out = append(out, p)
		}
	}
	return out
}

// wentBack notes the pictures that are nowhere any more since their tablet was put back to a time before them.
func (w *world) wentBack() {
	for _, p := range w.lonelyPictures() {
		p.gone = p.gone || !w.onService(p)
	}
}

// picturesAreWhole: invariant 14. Every picture is on the service, or waits on its tablet for want of a grant; and whoever holds the
// child can open it.
func (w *world) picturesAreWhole() {
	w.t.Helper()
	for _, p := range w.pictures {
		if p.gone || w.onService(p) {
			continue
		}
		waits, may := false, false
		for _, d := range w.devices {
			if _, pending := p.on(d); pending {
				waits, may = true, may || w.mayAdd(d, p.scope)
			}
		}
		if !waits || may {
			w.fail(picturesArrive, "picture %.8s of device %d is not on the service (it waits: %v, it may go: %v)", p.sha, p.by.n, waits, may)
		}
	}
	for _, d := range w.devices {
		if len(w.pictures) == 0 {
			return
		}
		_, err := d.courier.FetchPictures(w.ctx)
		w.must(err)
		held := w.holds(d)
		for _, p := range w.pictures {
			if !held[p.scope] || !w.onService(p) {
				continue
			}
			raw, err := d.store.ReadBlob(w.ctx, p.scope, p.sha)
			if err != nil || !bytes.Equal(raw, p.data) {
				w.fail(picturesArrive, "device %d cannot open picture %.8s: %v", d.n, p.sha, err)
			}
		}
	}
}

// mayAdd reports whether the service takes a picture of a scope from a device.
func (w *world) mayAdd(d *device, s assessments.Scope) bool {
	return len(w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), fmt.Sprintf(`SELECT 1 FROM grants WHERE scope = '%s' AND therapist = '%s' AND (to_seq = 0 OR grace_ms > %d)`,
		s.Key(), d.therapist, w.clock.Now().UnixMilli()))) > 0
}
