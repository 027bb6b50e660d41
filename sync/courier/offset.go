package courier

import (
	"slices"
	"time"
)

// samples is how many measurements of the clock count, and slow how long a request may take to be one of them.
const (
	samples = 5
	slow    = 30 * time.Second
)

// offset estimates how far the service's clock is ahead of the device's. It is shown to people and decides nothing.
type offset struct{ last []time.Duration }

// add takes in what the service's clock said in the answer to a request. It is taken for the clock of the middle of the way.
func (o *offset) add(sent, got time.Time, service int64) {
	way := got.Sub(sent)
	if service == 0 || way < 0 || way > slow {
		return // somebody set the clock meanwhile, or the middle of the way says too little
	}
	if len(o.last) == samples {
		o.last = o.last[1:]
	}
	o.last = append(o.last, time.UnixMilli(service).Sub(sent.Add(way/2)))
}

// now is the median of the last few: one request that hung on its way home moves nothing.
func (o *offset) now() (time.Duration, bool) {
	if len(o.last) == 0 {
		return 0, false
	}
	s := slices.Clone(o.last)
	slices.Sort(s)
	return s[len(s)/2], true
}
