package vault

import (
	"os"
	"runtime"
	"sync"

	"golang.org/x/crypto/argon2"
)

// argon is Argon2id. It takes half as long in memory that this process has written to before, so that is what it gets.
func argon(secret, salt []byte, p Params) []byte {
	if !p.cheap {
		own(int(p.MemoryKiB)<<10, int(p.Lanes))
	}
	return argon2.IDKey(secret, salt, p.Passes, p.MemoryKiB, p.Lanes, KeySize)
}

// own writes to as many bytes as are asked for, and gives them back to Go's collector, which has them at hand for whoever asks next.
//
// The derivation reads each block before it first writes to it. In memory that is fresh from the system each page is then taken in twice,
// once as the page of zeros that all share and once for good, and for the second time Linux interrupts all processors: about as much work
// as the derivation itself.
func own(size, lanes int) {
	b := make([]byte, size)
	page, share := os.Getpagesize(), (size+lanes-1)/lanes
	var all sync.WaitGroup
	for at := 0; at < size; at += share {
		all.Go(func() {
			for i := at; i < min(at+share, size); i += page {
				b[i] = 1
			}
		})
	}
	all.Wait()
	runtime.GC()
}
