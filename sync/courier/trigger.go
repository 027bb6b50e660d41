package courier

import (
	"context"
	"errors"
	"net"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// ErrStopped is in the chain of the error of a sync that Stop ended.
var ErrStopped = errors.New("stopped by hand")

// Kick makes Run sync now: the therapist wants it.
func (c *Courier) Kick() { tell(c.kick) }

// Online says that the network is back. Run syncs within seconds, unless the service asked to be left alone for longer.
func (c *Courier) Online() { tell(c.online) }

// Foreground says that the app came to the front. Run syncs unless a sync went well a moment ago.
func (c *Courier) Foreground() { tell(c.front) }

// tell leaves a word where Run will find it.
func tell(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default: // one is waiting already
	}
}

// Stop ends the sync under way, if there is one, and the pictures. What was carried stays carried, and the rest is safe; Run goes on at the next
// quarter of an hour, or when it is told to.
func (c *Courier) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, end := range []context.CancelCauseFunc{c.stop, c.stopPictures} {
		if end != nil {
			end(ErrStopped)
		}
	}
}

// stoppable runs a sync that Stop can end.
func (c *Courier) stoppable(ctx context.Context, sync func(context.Context) (Report, error)) (Report, error) {
	under, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c.mu.Lock()
	c.stop = cancel
	c.mu.Unlock()
	r, err := sync(under)
	c.mu.Lock()
	c.stop = nil
	c.mu.Unlock()
	if err != nil && ctx.Err() == nil && errors.Is(context.Cause(under), ErrStopped) {
		err = assessments.Wrap(ErrStopped, assessments.Unavailable, "courier.stop", "Sending was stopped. What has not gone is safe on this device.")
	}
	return r, err
}

// lookEvery is how often Run looks whether the device has other addresses than before.
const lookEvery = 20 * time.Second

// watchNetwork calls Online when the device gets another address: it has left one network, or joined one.
func (c *Courier) watchNetwork(ctx context.Context) {
	if c.cfg.Addresses == nil {
		return
	}
	was := c.cfg.Addresses()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookEvery):
		}
		now := c.cfg.Addresses()
		if now != was && now != "" {
			c.Online()
		}
		was = now
	}
}

// Addresses are the device's own addresses in networks that lead somewhere, in order; "" for none, or where the system does not
// say, as newer Androids do not.
func Addresses() string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	var out []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			out = append(out, n.IP.String())
		}
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}
