package central

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"
)

// buckets are the bounds of a sync's seconds; 0.5 is what is promised for 95 of 100.
var buckets = [...]float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}

// counts are what this process did since it started.
type counts struct {
	mu      sync.Mutex
	by      [len(buckets) + 1]int64
	seconds float64
	answers map[int]int64 // syncs by the status they were answered with
	pushed  int64
	pulled  int64
}

// sync counts one.
func (n *counts) sync(status int, took time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.answers == nil {
		n.answers = map[int]int64{}
	}
	n.answers[status]++
	s := took.Seconds()
	n.seconds += s
	i := 0
	for i < len(buckets) && s > buckets[i] {
		i++
	}
	n.by[i]++
}

// carried counts changes in and out.
func (n *counts) carried(in, out int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pushed += int64(in)
	n.pulled += int64(out)
}

// local reports whether a request comes from this machine itself, and not through a proxy on it.
func local(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback() && r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
}

// metrics writes figures in the form of Prometheus. No label holds a name, an id or anything else of a person, a service or a child.
func (c *Central) metrics(w http.ResponseWriter, r *request) error {
	f, err := c.ledger.Figures(r.Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	gauge := func(name, help string, v int64) {
		fmt.Fprintf(&b, "# HELP fieldfare_%s %s\n# TYPE fieldfare_%s gauge\nfieldfare_%s %d\n", name, help, name, name, v)
	}
	gauge("services", "NHS services on this database.", f.Tenants)
	gauge("devices_active", "Devices that may sync.", f.Devices)
	gauge("unsent_changes", "Changes that devices last said they had not sent.", f.Unsent)
	gauge("devices_silent", "Active devices with unsent changes, not heard of for 7 days.", f.Silent)
	gauge("quarantine_open", "Changes that no record could take.", f.Quarantined)
	gauge("quarantine_over_24h", "Those of them that have waited for more than 24 hours.", f.QuarantinedOverDay)
	gauge("quarantine_oldest_seconds", "Age of the oldest.", f.OldestQuarantS)
	gauge("conflicts_open", "Fields with more than one value that nobody has settled.", f.Conflicts)
	gauge("sequence", "Sum of the numbers given to changes; it stops rising when nothing comes in.", f.Changes)
	gauge("waiting_at_the_door", "Requests of this process that wait for their turn.", c.door.waiting.Load())
	gauge("sent_away", "Requests that this process sent away with a time to come back at.", c.door.sent.Load())
	gauge("pokes_waiting", "Devices that wait for news in this process.", int64(c.waits.count()))
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	gauge("memory_bytes", "Memory this process has from the system.", int64(mem.Sys))
	gauge("goroutines", "Tasks in this process.", int64(runtime.NumGoroutine()))
	c.counts.write(&b)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Write(b.Bytes())
	return nil
}

// write appends the counters.
func (n *counts) write(b *bytes.Buffer) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b.WriteString("# HELP fieldfare_syncs_total Syncs by the status they were answered with.\n# TYPE fieldfare_syncs_total counter\n")
	for status := 100; status < 600; status++ {
		if v := n.answers[status]; v > 0 {
			fmt.Fprintf(b, "fieldfare_syncs_total{status=\"%d\"} %d\n", status, v)
		}
	}
	fmt.Fprintf(b, "# HELP fieldfare_changes_total Changes carried by this process.\n# TYPE fieldfare_changes_total counter\nfieldfare_changes_total{way=\"in\"} %d\nfieldfare_changes_total{way=\"out\"} %d\n", n.pushed, n.pulled)
	b.WriteString("# HELP fieldfare_sync_seconds How long syncs took.\n# TYPE fieldfare_sync_seconds histogram\n")
	var all int64
	for i, v := range n.by {
		all += v
		bound := "+Inf"
		if i < len(buckets) {
			bound = fmt.Sprint(buckets[i])
		}
		fmt.Fprintf(b, "fieldfare_sync_seconds_bucket{le=\"%s\"} %d\n", bound, all)
	}
	fmt.Fprintf(b, "fieldfare_sync_seconds_sum %g\nfieldfare_sync_seconds_count %d\n", n.seconds, all)
}

// A watched answer remembers its status.
type watched struct {
	http.ResponseWriter
	status int
}

// WriteHeader keeps the first status.
func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets deadlines through.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
