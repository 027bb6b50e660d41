package wire

import (
	"errors"

	"github.com/fieldfare/fieldfare/assessments"
)

// Trouble is an error on the wire: the number of its kind, and the sentence for a person. It is the whole body of an HTTP
// answer that is not 200, and a line of a stream that fails after it began. Causes never travel.
type Trouble struct {
	Kind assessments.ErrorKind `json:"kind"`
	Msg  string                `json:"msg"`
}

// TroubleOf returns what may be told of err.
func TroubleOf(err error) Trouble {
	var t Trouble
	t.Kind, t.Msg = assessments.KindOf(err), assessments.Sentence(err)
	return t
}

// Err returns the trouble as an Error of operation op.
func (t Trouble) Err(op string) error {
	if t.Kind < assessments.Internal || t.Kind > assessments.TooLarge {
		t.Kind = assessments.Internal
	}
	if t.Msg == "" {
		return &assessments.Error{Kind: t.Kind, Op: op, Err: errors.New("the service gave no reason")}
	}
	return &assessments.Error{Kind: t.Kind, Op: op, Msg: t.Msg}
}
