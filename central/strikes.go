package central

import (
	"sync"
	"time"
)

// strikes counts wrong codes by address. It lives in the process: with several processes a guesser has as many tries as
// there are, which sixty bits of code bear.
type strikes struct {
	mu     sync.Mutex
	most   int
	window time.Duration
	at     map[string][]time.Time
}

func newStrikes(most int, window time.Duration) *strikes {
	return &strikes{most: most, window: window, at: map[string][]time.Time{}}
}

// wait returns how long an address must wait; 0 when it may try.
func (s *strikes) wait(from string, now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.recent(from, now)
	if len(list) < s.most {
		return 0
	}
	return list[0].Add(s.window).Sub(now)
}

// add counts one wrong code.
func (s *strikes) add(from string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.at) > 10000 {
		for f := range s.at {
			s.recent(f, now) // forgets the old
		}
	}
	s.at[from] = append(s.recent(from, now), now)
}

// recent forgets what is older than the window and returns the rest.
func (s *strikes) recent(from string, now time.Time) []time.Time {
	kept := s.at[from][:0]
	for _, t := range s.at[from] {
		if age := now.Sub(t); age >= 0 && age < s.window {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		delete(s.at, from)
		return nil
	}
	s.at[from] = kept
	return kept
}
