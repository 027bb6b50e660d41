package ledger

import (
	"sync"
	"testing"
	"time"
)

// claimedOnce lets eight processes claim one thing at the same moment: one of them sends it.
func claimedOnce(t *testing.T, k *kit, item Queued) {
	t.Helper()
	var wg sync.WaitGroup
	tries := make([]int, 8)
	for i := range tries {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var err error
			if tries[i], err = k.l.Claim(k.ctx, item, time.Minute); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	n := 0
	for _, try := range tries {
		n += try // the first try is 1, and who was late has 0
	}
	if n != 1 {
		t.Errorf("claimed as the tries %v", tries)
	}
}

// TestQueue_WhatWasSettledStays: whoever comes back to something that was settled meanwhile changes nothing of it.
func TestQueue_WhatWasSettledStays(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d := delivered(t, k)
		if ok, err := k.l.Settle(k.ctx, d, MailNone, 0); err != nil || !ok {
			t.Fatal(ok, err)
		}
		if ok, err := k.l.Settle(k.ctx, d, MailWaiting, 0); err != nil || ok {
			t.Errorf("a mail that was called off waits again (%v)", err)
		}
		if try, err := k.l.Claim(k.ctx, d, time.Minute); err != nil || try != 0 {
			t.Errorf("a mail that was called off is sent, try %d (%v)", try, err)
		}
		got, err := k.l.DeliveryBy(k.ctx, d.Token)
		if err != nil || got.Mail != MailNone || got.Tries != 0 {
			t.Errorf("%+v (%v)", got, err)
		}
	})
}
