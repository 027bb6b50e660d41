package courier

import (
	"net/http"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A service that goes on asking for what was confirmed, because it does not know the line or was restored, keeps no tablet busy.
func TestHandover_ConfirmedOnceASync(t *testing.T) {
	rounds, child := 0, assessments.ChildScope(assessments.ID(ids()))
	l := &line{}
	l.sync = func(_ wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		rounds++
		lines := []any{wire.Hi{Epoch: "e1", State: "active"}}
		for i, p := range in {
			lines = append(lines, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000 + i)})
		}
		return 200, nil, said(append(lines, wire.ScopeRm{Scope: child.Key(), Seq: 5, GraceD: 30}, wire.End{Cursor: "c1", Upto: 2000})...)
	}
	c, _ := ready(t, l)
	put := func() error {
		_, err := c.store.Apply(t.Context(), []assessments.Edit{{Record: child.ID, Kind: "fleet_note", Scope: child, Set: assessments.Fields{"a": []byte(`"x"`)}}})
		return err
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	r, err := c.Sync(t.Context())
	if err != nil || r.LetGo != 1 || r.Sent != 1 || rounds != 2 {
		t.Errorf("the first sync: %+v in %d rounds (%v)", r, rounds, err)
	}
	rounds = 0
	if r, err = c.Sync(t.Context()); err != nil || rounds > 2 {
		t.Errorf("the second sync took %d rounds: %+v (%v)", rounds, r, err)
	}
	if err := put(); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("writing in what left: %v", err)
	}
}
