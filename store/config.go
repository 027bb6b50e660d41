package store

import (
	"crypto/rand"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/fieldfare/fieldfare/store/vault"
)

// Config says where a store is and what it may use of the world outside. Only Dir is required.
type Config struct {
	Dir  string           // the folder of one therapist's store; made by Init
	Now  func() time.Time // the device's clock; nil: time.Now
	Rand io.Reader        // nil: crypto/rand
	Log  *slog.Logger     // nil: nothing is logged
	KDF  vault.Params     // zero: vault.Default; tests pass vault.ForTests()

	// WordsAfter is how long after the opening the index of words begins to read the records, unless somebody searches before: an app
	// draws its first screen meanwhile, with both cores. 0: at once.
	WordsAfter time.Duration

	// Step is for the simulator: it is called with "commit" before every commit and with "committed" after it, and may copy the
	// files there, as a power cut would leave them. nil: nobody asks.
	Step func(name string)

	// Refuse is for the simulator too: it is asked before every commit, and an error stands for a disk that takes nothing more.
	Refuse func() error

	file     string // read instead of Dir's: the copy that a damaged store is shown from
	logBytes int    // how long the write-ahead log is made at opening; see growLog
}

// The files of a store.
const (
	fileName = "fieldfare.db"
	lockName = "fieldfare.lock"
)

// path is the file that is read and written.
func (c Config) path() string {
	if c.file != "" {
		return c.file
	}
	return filepath.Join(c.Dir, fileName)
}

// step tells the simulator where the program is.
func (c Config) step(name string) {
	if c.Step != nil {
		c.Step(name)
	}
}

// withDefaults fills in the world outside. A cheap vault is a test's or a simulator's, which open thousands of stores: they do
// without the log of zeros.
func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.KDF == (vault.Params{}) {
		c.KDF = vault.Default()
	}
	if !c.KDF.Cheap() {
		c.logBytes = logBytes
	}
	return c
}
