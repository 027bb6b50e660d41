package central

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// However many come at once, no more are worked on than there are places, and nobody is sent away while there is room in the line.
func TestDoor_LetsInAsManyAsItHasPlaces(t *testing.T) {
	d := newDoor(2, 3, time.Hour)
	ctx := context.Background()
	inside, out := make(chan func()), make(chan error)
	for range 5 {
		go func() {
			leave, err := d.enter(ctx)
			if err != nil {
				out <- err
				return
			}
			inside <- leave
		}()
	}
	first, second := <-inside, <-inside
	for !d.full() { // the other three are on their way into the line
		select {
		case err := <-out:
			t.Fatalf("sent away while there was room: %v", err)
		case <-inside:
			t.Fatal("a third is inside")
		default:
		}
	}
	if _, err := d.enter(ctx); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("the sixth was told %v", err)
	}
	first()
	second()
	for range 3 {
		(<-inside)()
	}
	if d.full() {
		t.Error("the line is still full")
	}
}

// Whoever is sent away is told when to come back, and not all at the same second.
func TestDoor_BusyServiceSaysWhenToComeBack(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	d.c.door = newDoor(1, 1, 0)
	leave, err := d.c.door.enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for range 4 {
		res, body := d.send("/v1/token", []byte(`{"device":"`+tb.id+`"}`))
		d.refused("a full house", res, body, 503, assessments.Unavailable)
		seen[res.Header.Get("Retry-After")] = true
	}
	if len(seen) < 4 || seen[""] {
		t.Errorf("four devices are told to come back after %v seconds", seen)
	}
	r, _ := d.send("/healthz", nil)
	if r.StatusCode == 503 {
		t.Error("who asks whether the service lives is sent away")
	}
	d.c.door.waiting.Add(1) // the line is full
	if !d.c.door.full() {
		t.Error("the line is not full")
	}
	res, body := d.send(syncPath, []byte("not even read"), "Authorization", "Bearer "+tb.token)
	d.refused("a full line", res, body, 503, assessments.Unavailable)
	d.c.door.waiting.Add(-1)
	leave()
	if res, _ := d.send("/v1/token", []byte(`{"device":"`+tb.id+`"}`)); res.StatusCode != 200 {
		t.Errorf("with a place free: %d", res.StatusCode)
	}
}
