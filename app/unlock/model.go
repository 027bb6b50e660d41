package unlock

import (
	"context"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Person is a therapist of this tablet as the list shows them. It says nothing of any child.
type Person struct {
	Name string
	Line string // what waits, what it is for
}

// Listed puts people without a name into words, by their place.
func Listed(name string, at int) string {
	if name = strings.TrimSpace(name); name != "" {
		return name
	}
	return "Therapist " + strconv.Itoa(at+1)
}

// A Line is a sentence with an icon of the icon set.
type Line struct{ Icon, Words string }

// Recovered is what a recovery found: how much waits unsent, and a new recovery code where the old one was replaced.
type Recovered struct {
	Unsent int
	Code   string
}

// A Door is what the screen may do. Functions that take a context are slow and are called away from the screen.
type Door struct {
	People  []Person
	At      int    // of People: whose store stands here; -1 until somebody chose
	Lines   []Line // what to know before unlocking: what waits, how long the lease is
	Figures int    // digits of the PIN that opens the store; 0 where only the passphrase does

	Open    func(ctx context.Context, passphrase string) error
	Read    func(ctx context.Context, passphrase string) error           // opens what can still be read of a damaged store; nil where nothing can
	PIN     func(ctx context.Context, pin string) (gone bool, err error) // gone: the key left memory, only the passphrase opens
	Code    func(ctx context.Context, code, next string) (Recovered, error)
	Escrow  func(ctx context.Context, one, two, sealed, next string) (Recovered, error)
	Note    func() func(words string) error                            // begins a note; what it answers makes it durable, again and again
	Remove  func(ctx context.Context, at int, passphrase string) error // nil where nobody can be taken off
	Choose  func(at int)                                               // shows another person's door
	Add     func()                                                     // sets up a store for one more; nil where there may be no more
	File    func(got func(text string, err error))                     // lets a file be picked; nil where none can be
	Opened  func()
	Refresh func() // shows the door anew, as after a removal
}

// Page is what the screen shows.
type Page int

// The pages.
const (
	PageWho Page = iota
	PagePIN
	PagePassphrase
	PageLost // which way back
	PageCode
	PageEscrow
	PageNewCode
	PageNote
	PageRemove
	PageDamaged
)

// First is the page that a door opens with.
func (d *Door) First() Page {
	switch {
	case d.At < 0:
		return PageWho
	case d.Figures > 0 && d.PIN != nil:
		return PagePIN
	}
	return PagePassphrase
}

// Name is whose door it is.
func (d *Door) Name() string {
	if d.At < 0 || d.At >= len(d.People) {
		return ""
	}
	return d.People[d.At].Name
}

// Titles are the title and the line under it of a page.
func (d *Door) Titles(p Page) (title, line string) {
	whose := d.Name()
	if len(d.People) < 2 && strings.HasPrefix(whose, "Therapist ") {
		whose = "Unlock Fieldfare"
	}
	switch p {
	case PageWho:
		return "Who is it?", "Each therapist on this tablet has their own notes and passphrase"
	case PagePIN:
		return whose, "Enter your PIN"
	case PageLost:
		return "I forgot my passphrase", "Nothing you wrote is lost. There are two ways back in"
	case PageCode:
		return "Use the recovery code", "The code you wrote down when you set up this tablet"
	case PageEscrow:
		return "Ask two leads", "With both halves of your service’s recovery key"
	case PageNewCode:
		return "Keep your new recovery code", "The old one opens nothing any more"
	case PageNote:
		return "Note now", "Sealed as you write. It cannot be read here again; it waits behind your passphrase"
	case PageDamaged:
		return "Part of your notes cannot be read", "The tablet or its storage changed what was written"
	case PageRemove:
		return "Take a therapist off this tablet", "It needs their passphrase, and is refused while anything they wrote has not been sent"
	}
	return whose, "Your notes are sealed until you enter your passphrase"
}

// TryOpen opens with the passphrase. It takes about a tenth of a second on purpose: guessing must be slow.
func (d *Door) TryOpen(ctx context.Context, passphrase string) error {
	if strings.TrimSpace(passphrase) == "" {
		return assessments.Errorf(assessments.Invalid, "unlock", "Enter your passphrase.")
	}
	return d.Open(ctx, passphrase)
}

// TryCode sets a new passphrase with the recovery code and opens with it.
func (d *Door) TryCode(ctx context.Context, code, next string) (Recovered, error) {
	if strings.TrimSpace(code) == "" {
		return Recovered{}, assessments.Errorf(assessments.Invalid, "unlock", "Enter your recovery code.")
	}
	return d.Code(ctx, code, next)
}

// Still says that what was not sent is still there.
func (r Recovered) Still() string {
	switch r.Unsent {
	case 0:
		return "The new passphrase is set"
	case 1:
		return "The new passphrase is set. 1 change that was not sent is still here"
	}
	return "The new passphrase is set. " + strconv.Itoa(r.Unsent) + " changes that were not sent are still here"
}

// steps of the way through escrow, in words.
var escrowSteps = []string{
	"Two leads of your service each hold half of its recovery key, as a file.",
	"Whoever runs the service makes a third file: the sealed key of this tablet.",
	"Bring all three here together, with the leads, and choose them below.",
	"Then you choose a new passphrase and get a new recovery code. What you wrote and did not send stays.",
}

// escrowFiles name the three files.
var escrowFiles = [3]string{"Half of the first lead", "Half of the second lead", "Sealed key of this tablet"}
