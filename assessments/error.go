package assessments

import (
	"errors"
	"fmt"
	"strings"
)

// ErrorKind says what sort of trouble an Error is. Kinds travel on the wire as numbers: never reorder, add at the end.
type ErrorKind int

// The kinds of Error, in the frozen order of the wire.
const (
	Internal     ErrorKind = iota // a fault of ours: the person sees a general sentence
	Invalid                       // what was given breaks a rule; Msg says which and how to mend it
	NotFound                      // there is no such thing, or not for this person
	Conflict                      // somebody else changed the same thing
	Unauthorized                  // who is asking is not known
	Forbidden                     // who is asking is known and may not
	Unavailable                   // the network, the service or another process is in the way: try again later
	Damaged                       // stored bytes are not what was written
	TooNew                        // made by a newer Fieldfare than this one
	TooLarge                      // over a stated limit
)

var kindNames = [...]string{"internal", "invalid", "not found", "conflict", "unauthorized", "forbidden", "unavailable", "damaged", "too new", "too large"}

// String returns the kind's name in lower case English.
func (k ErrorKind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("kind %d", int(k))
	}
	return kindNames[k]
}

// Error is the one error type of Fieldfare. Kind decides what a caller does, Op names the operation for the log
// ("store.open"), Msg is the sentence a person sees, Err is the cause and is never shown to a person.
type Error struct {
	Kind ErrorKind
	Op   string
	Msg  string
	Err  error
}

// Error returns operation, sentence and cause for logs.
func (e *Error) Error() string {
	parts := make([]string, 0, 3)
	for _, p := range []string{e.Op, e.Msg} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error whose sentence is formatted from format and args. Wrap a cause with Wrap.
func Errorf(kind ErrorKind, op, format string, args ...any) *Error {
	return &Error{Kind: kind, Op: op, Msg: fmt.Sprintf(format, args...)}
}

// Wrap adds kind, operation and a sentence to a cause.
func Wrap(err error, kind ErrorKind, op, msg string) *Error {
	return &Error{Kind: kind, Op: op, Msg: msg, Err: err}
}

// KindOf returns the kind of the outermost Error in err's chain, Internal for errors that are not ours, and Internal
// for nil (callers check err first).
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Sentence returns what a person is told: the sentence of the outermost Error that has one, or a general sentence for
// anything else. It never contains a driver's words.
func Sentence(err error) string {
	for err != nil {
		var e *Error
		if !errors.As(err, &e) {
			break
		}
		if e.Msg != "" {
			return e.Msg
		}
		err = e.Err
	}
	return "Something went wrong inside Fieldfare. What you saved is safe; try again, and if it happens again send a problem report."
}
