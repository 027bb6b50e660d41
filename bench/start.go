package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A screen is what a display shows, read from the memory of its server: a frame counts when it is there to be seen, whatever a program
// says of itself.
type screen struct {
	raw           []byte // a file in the format of xwd that the server writes into
	pixels        int    // where they begin
	width, height int
	stride        int
}

// The glances of a wait: how often, how many lines are left out between those that are looked at, and in how many rounds these are gone
// through from top to bottom. Another picture is known in the first round, so that who looks takes little from what is looked at: the
// two share the processors.
const (
	glance  = 2 * time.Millisecond
	between = 4
	rounds  = 16
)

// typed is how long the letters of the passphrase may take to reach the field before the last key is pressed.
const typed = 500 * time.Millisecond

// openScreen maps the file of a server that was started with -fbdir.
func openScreen(dir string) (*screen, error) {
	f, err := os.Open(filepath.Join(dir, "Xvfb_screen0"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	raw, err := syscall.Mmap(int(f.Fd()), 0, int(st.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(raw[4*i:])) } // of the header: XWDFile.h
	const colour = 12
	s := &screen{raw: raw, pixels: word(0) + colour*word(19), width: word(4), height: word(5), stride: word(12)}
	if word(11) != 32 || s.pixels+s.stride*s.height > len(raw) {
		return nil, fmt.Errorf("the display is not as it was asked for: %d bits, %d bytes a line, %d of %d bytes", word(11), s.stride, s.pixels, len(raw))
	}
	return s, nil
}

func (s *screen) close() { _ = syscall.Munmap(s.raw) } // it ends with the process at the latest

// A sight is what showed once: the colours of every so many lines, the commonest of them, and how many points are of another.
type sight struct {
	lines  []uint32
	ground uint32
	ink    int
}

// points are the colours of what shows now, line by line in the order of the rounds.
func (s *screen) points() iter.Seq2[int, uint32] {
	return func(yield func(int, uint32) bool) {
		n := 0
		for first := range rounds {
			for y := first * between; y < s.height; y += rounds * between {
				row := s.raw[s.pixels+y*s.stride:]
				for x := range s.width {
					if !yield(n, binary.LittleEndian.Uint32(row[4*x:])&0xFFFFFF) {
						return
					}
					n++
				}
			}
		}
	}
}

func (s *screen) sight() sight {
	var p sight
	count := map[uint32]int{}
	for _, c := range s.points() {
		p.lines = append(p.lines, c)
		count[c]++
		if count[c] > count[p.ground] {
			p.ground = c
		}
	}
	p.ink = len(p.lines) - count[p.ground]
	return p
}

// in tells whether a picture shows, but for a hair. Its ground alone is not enough: of what stands out from it nearly everything must be
// there, but for a caret that blinks and a clock that goes.
func (p sight) in(now iter.Seq2[int, uint32]) bool {
	wrong, wrongInk := 0, 0
	for i, c := range now {
		if c == p.lines[i] {
			continue
		}
		wrong++
		if p.lines[i] != p.ground {
			wrongInk++
		}
		if wrong > len(p.lines)/200 || wrongInk > p.ink/50 {
			return false
		}
	}
	return true
}

// settled waits until something else than a picture shows and nothing but a hair of it has moved for a while.
func (s *screen) settled(ctx context.Context, before sight) (was sight, err error) {
	const while = 3 * time.Second
	was = s.sight()
	since := time.Now()
	err = until(ctx, "the picture to stand still", func() bool {
		if !was.in(s.points()) {
			was, since = s.sight(), time.Now()
		}
		return time.Since(since) > while && !before.in(slices.All(was.lines))
	})
	return was, err
}

// shows waits until a picture shows, and returns the milliseconds since start.
func (s *screen) shows(ctx context.Context, want sight, start time.Time) (float64, error) {
	for end := start.Add(patience); ; time.Sleep(glance) {
		if want.in(s.points()) {
			return since(start), nil
		}
		if ctx.Err() != nil || time.Now().After(end) {
			return 0, errors.New("waited in vain for a picture that showed before")
		}
	}
}

// A stage is a desk with an eye on its display, and the pictures that are waited for.
type stage struct {
	*desk
	*screen
	app, window      []string
	bare, door, list sight
}

// starts measures, in turn, a bare window and the app from the start of the program: to its first picture, and from the key that ends
// the passphrase to the picture of the caseload. What a person takes to type is not counted.
func (b *bench) starts(ctx context.Context) error {
	st, err := b.newStage(ctx)
	if err != nil {
		return err
	}
	defer st.desk.close()
	defer st.screen.close()
	if err := st.learn(ctx); err != nil {
		return err
	}
	var bare, door, list, plain, ours, ratios, less, whole []float64
	for range b.times(20) {
		a, err := run(ctx, "argon2", b.dir, 1)
		if err != nil {
			return err
		}
		k, err := run(ctx, "kdf", b.dir, 1)
		if err != nil {
			return err
		}
		var one, two, three float64
		start := time.Now()
		if err := st.show(ctx, st.window, func(*exec.Cmd) (err error) {
			one, err = st.shows(ctx, st.bare, start)
			return err
		}); err != nil {
			return err
		}
		start = time.Now()
		if err := st.show(ctx, st.app, func(cmd *exec.Cmd) (err error) {
			if two, err = st.shows(ctx, st.door, start); err != nil {
				return err
			}
			key, err := st.enter(cmd)
			if err == nil {
				three, err = st.shows(ctx, st.list, key)
			}
			return err
		}); err != nil {
			return err
		}
		bare, door, list, plain, ours = append(bare, one), append(door, two), append(list, three), append(plain, a["ms"]), append(ours, k["ms"])
		ratios, less, whole = append(ratios, (two+three-a["ms"])/one), append(less, (two+three-k["ms"])/one), append(whole, (two+three)/(one+a["ms"]))
	}
	b.add(figure{what: "start to the picture of the unlocked caseload, 10000 records, less the key derivation, against a bare window", value: quantile(ratios, .5), unit: "x", budget: 1.5,
		beside: fmt.Sprintf("%.0f ms to the door, which is %.2f x by itself, and %.0f from its last key, against %.0f ms and %.0f of Argon2id as the library does it; with that on both sides %.2f x. "+
			"The app derives its key in %.0f ms: with those taken off %.2f x. %d rounds in turn",
			quantile(door, .5), quantile(door, .5)/quantile(bare, .5), quantile(list, .5), quantile(bare, .5), quantile(plain, .5), quantile(whole, .5), quantile(ours, .5), quantile(less, .5), len(bare)),
		profile: "unlock-10000", kind: "cpu", job: []string{"unlock", b.storeAt(10_000), "10000"}, only: noArgon,
		why: "A bare window is one picture; the app shows two, and reads 10,000 records between them. The door has to be there before anybody can type; " +
			"what is left of the budget then is less than one picture takes."})
	return nil
}

func (b *bench) newStage(ctx context.Context) (*stage, error) {
	store, err := b.windowStore(ctx, "start-store")
	if err != nil {
		return nil, err
	}
	app, window, err := b.programs(ctx)
	if err != nil {
		return nil, err
	}
	memory, err := os.MkdirTemp("/dev/shm", "fieldfare-bench-") // a display on a disk would wait for it
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(memory) // the server keeps its file open
	d, err := newDesk(ctx, filepath.Join(b.dir, "start"), "-fbdir", memory)
	if err != nil {
		return nil, err
	}
	s, err := openScreen(memory)
	if err != nil {
		_ = d.close() // the first error is the one to tell
		return nil, err
	}
	return &stage{desk: d, screen: s, app: []string{app, "--store", store, "--offline", "--now", today.Format(time.RFC3339)}, window: []string{window}}, nil
}

// learn shows each picture once.
func (st *stage) learn(ctx context.Context) error {
	empty := st.sight()
	err := st.show(ctx, st.window, func(*exec.Cmd) (err error) {
		st.bare, err = st.settled(ctx, empty)
		return err
	})
	if err != nil {
		return err
	}
	err = st.show(ctx, st.app, func(cmd *exec.Cmd) (err error) {
		if st.door, err = st.settled(ctx, empty); err != nil {
			return err
		}
		if _, err = st.enter(cmd); err == nil {
			st.list, err = st.settled(ctx, st.door)
		}
		return err
	})
	return err
}

// show starts a program and does something while it runs.
func (st *stage) show(ctx context.Context, args []string, then func(*exec.Cmd) error) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	if err := st.start(cmd); err != nil {
		return err
	}
	defer end(cmd)
	return then(cmd)
}

// enter types the passphrase and returns when its last key was pressed; the helper that presses it counts.
func (st *stage) enter(cmd *exec.Cmd) (time.Time, error) {
	id, err := st.xdotool("search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid))
	if err != nil {
		return time.Time{}, err
	}
	id, _, _ = strings.Cut(id, "\n")
	for _, args := range [][]string{{"windowactivate", "--sync", id}, {"type", "--delay", "12", "--", passphrase}} {
		if _, err := st.xdotool(args...); err != nil {
			return time.Time{}, err
		}
	}
	time.Sleep(typed)
	start := time.Now()
	_, err = st.xdotool("key", "Return")
	return start, err
}
