package testkit

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Random returns an endless stream of bytes that is the same for the same seed on every machine and every version of
// Go (ChaCha8 is specified). It may be read by several goroutines, whose shares then depend on who comes first.
func Random(seed string) io.Reader {
	return &stream{rng: rand.NewChaCha8(sha256.Sum256([]byte(seed)))}
}

type stream struct {
	mu  sync.Mutex
	rng *rand.ChaCha8
}

func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rng.Read(p)
}

// IDs returns a source of UUIDv7 strings: the time from now, the rest from the seed. Two ids of one millisecond
// still rise, as ids made on a device do, by a counter in the twelve bits after the version.
func IDs(seed string, now func() time.Time) func() string {
	random := Random("ids " + seed)
	var mu sync.Mutex
	var last uint64
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		var id uuid.UUID
		if _, err := io.ReadFull(random, id[8:]); err != nil {
			panic(err) // ChaCha8 never ends
		}
		stamp := max(uint64(now().UnixMilli())<<12, last+1)
		last = stamp
		binary.BigEndian.PutUint64(id[:8], stamp>>12<<16|7<<12|stamp&0xfff)
		id[8] = id[8]&0x3f | 0x80
		return id.String()
	}
}
