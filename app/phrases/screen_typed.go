package phrases

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
)

// typedNote is the name of the sealed note that holds what was typed on a sheet of a sort and not used yet: the words of its boxes, by
// those that stood there when it was opened.
func typedNote(sheet string) string { return "phrases-typed/" + sheet }

// types makes what is typed in boxes durable by write, as long as the sheet is open and when it is left.
func (v *Screen) types(write func(context.Context) error, boxes ...*kit.Field) {
	v.flush()
	t := keep.TypistOf(v.typing, v.s, v.clock, write)
	v.typist = t
	for _, b := range boxes {
		b.OnChange(func(string) { t.Later() })
	}
}

// flush writes what is due of the sheet that is open.
func (v *Screen) flush() {
	if v.typist != nil {
		v.typist.Flush()
	}
}

// typed keeps the words of a sheet that are in force only once somebody says so: whoever closes it, leaves or is locked out finds them there
// again. used forgets them.
func (v *Screen) typed(sheet string, boxes ...*kit.Field) (used func()) {
	words := func() []string {
		out := make([]string, len(boxes))
		for i, b := range boxes {
			out[i] = b.Text()
		}
		return out
	}
	was := strings.Join(words(), "\n")
	keepWords := func(ctx context.Context, now []string) error {
		all := v.typedBefore(ctx, sheet)
		if delete(all, was); strings.Join(now, "\n") != was {
			all[was] = now
		}
		raw, err := json.Marshal(all)
		if err != nil {
			return err
		}
		return v.s.Store.SetNote(ctx, typedNote(sheet), raw)
	}
	if kept := v.typedBefore(v.ctx, sheet)[was]; len(kept) == len(boxes) {
		for i, b := range boxes {
			b.SetText(kept[i])
		}
	}
	v.types(func(ctx context.Context) error { return keepWords(ctx, words()) }, boxes...)
	return func() {
		v.typist.Drop()
		if err := keepWords(v.ctx, strings.Split(was, "\n")); err != nil {
			v.s.Fail(err)
		}
	}
}

// typedBefore is what was typed on sheets of a sort.
func (v *Screen) typedBefore(ctx context.Context, sheet string) map[string][]string {
	all := map[string][]string{}
	if raw, err := v.s.Store.Note(ctx, typedNote(sheet)); err != nil || json.Unmarshal(raw, &all) != nil || all == nil {
		return map[string][]string{} // what cannot be read is nothing to go on with
	}
	return all
}
