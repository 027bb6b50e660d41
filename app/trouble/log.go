package trouble

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
)

// kept is how many lines of the log are remembered.
const kept = 200

// safeKeys are the attributes that may be repeated: words of the program's own vocabulary. An error's text is not among them, since
// an error may name a file or quote what was typed.
var safeKeys = map[string]bool{"kind": true, "op": true, "code": true, "status": true, "count": true, "n": true, "attempt": true, "version": true}

// safeValue is what such an attribute may look like: a word or a small number. Anything longer is left out.
var safeValue = regexp.MustCompile(`^(?:[a-z][a-z0-9._-]{0,39}|[0-9]{1,5})$`)

// Recent is a log handler that passes everything on, and remembers the safe part of the latest lines.
type Recent struct {
	next slog.Handler
	ring *ring
	with []string // attributes that every line of this logger has
}

type ring struct {
	mu    sync.Mutex
	lines []string
}

// NewRecent remembers what goes to next.
func NewRecent(next slog.Handler) *Recent { return &Recent{next: next, ring: &ring{}} }

// Enabled is part of slog.Handler: warnings and worse are remembered even when nobody else wants them.
func (r *Recent) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn || r.next.Enabled(ctx, l)
}

// Handle is part of slog.Handler.
func (r *Recent) Handle(ctx context.Context, rec slog.Record) error {
	if rec.Level >= slog.LevelWarn {
		line := rec.Time.UTC().Format("2006-01-02 15:04:05") + " " + rec.Level.String() + " " + rec.Message
		parts := append([]string(nil), r.with...)
		rec.Attrs(func(a slog.Attr) bool {
			parts = append(parts, safe(a)...)
			return true
		})
		r.ring.add(strings.Join(append([]string{line}, parts...), " "))
	}
	if r.next.Enabled(ctx, rec.Level) {
		return r.next.Handle(ctx, rec)
	}
	return nil
}

// safe is an attribute in words, or nothing.
func safe(a slog.Attr) []string {
	v := fmt.Sprint(a.Value.Resolve())
	if !safeKeys[a.Key] || !safeValue.MatchString(v) {
		return nil
	}
	return []string{a.Key + "=" + v}
}

// WithAttrs is part of slog.Handler.
func (r *Recent) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := append([]string(nil), r.with...)
	for _, a := range attrs {
		with = append(with, safe(a)...)
	}
	return &Recent{next: r.next.WithAttrs(attrs), ring: r.ring, with: with}
}

// WithGroup is part of slog.Handler.
func (r *Recent) WithGroup(name string) slog.Handler {
	return &Recent{next: r.next.WithGroup(name), ring: r.ring, with: r.with}
}

func (r *ring) add(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.lines) == kept {
		r.lines = append(r.lines[:0], r.lines[1:]...)
	}
	r.lines = append(r.lines, line)
}

// Lines are the remembered lines, oldest first.
func (r *Recent) Lines() []string {
	r.ring.mu.Lock()
	defer r.ring.mu.Unlock()
	return append([]string(nil), r.ring.lines...)
}
