package store

import (
	"context"
	"os"

	"github.com/fieldfare/fieldfare/assessments"
)

// Remove takes a therapist's store off this device: its keys, its rows, its files and the copies beside them. It needs the
// passphrase, and is refused with Conflict while anything is in it that only this device has; a practice store goes whatever is in it.
func Remove(ctx context.Context, cfg Config, passphrase string) error {
	const op = "store.remove"
	s, err := OpenToSync(ctx, cfg, passphrase)
	if err != nil {
		return err
	}
	cfg = s.cfg
	s.w.Lock()
	n := s.atStake()
	practice, joined := s.st.Practice, s.st.Enrolled != nil
	if n > 0 && !practice {
		s.w.Unlock()
		_ = s.Close() // the refusal is the one to tell
		where := "Join your service under More first"
		if joined {
			where = "Unlock it online and wait for All sent"
		}
		return assessments.Errorf(assessments.Conflict, op, "%s on this tablet and nowhere else, so nothing was removed. %s.", stakes(n), where)
	}
	// From here on there is no way back: whoever starts Fieldfare next finishes it.
	if err := writeWiped(cfg, Wiped{At: stamp(cfg.Now()), Removed: true}); err != nil {
		s.w.Unlock()
		_ = s.Close()
		return explain(op, err)
	}
	s.step("remove marked")
	rerr := s.razeRows()
	s.face.Slips = nil // no face is left behind
	s.w.Unlock()
	if err := s.Close(); err != nil {
		cfg.Log.Warn("the removed store did not close as it should", "err", err)
	}
	if rerr != nil {
		cfg.Log.Warn("the removed store was not emptied before its files went", "err", rerr)
	}
	return explain(op, FinishRemoval(cfg))
}

func stakes(n int) string {
	if n == 1 {
		return "1 thing you wrote is"
	}
	return counted(int64(n), "thing") + " you wrote are"
}

// FinishRemoval ends a removal that was interrupted, and leaves nothing of the store; a folder that holds nothing else goes too. Where
// none was begun it does nothing.
func FinishRemoval(cfg Config) error {
	cfg = cfg.withDefaults()
	if w, ok := WipedIn(cfg.Dir); !ok || !w.Removed {
		return nil
	}
	owner, err := claim(cfg)
	if err != nil {
		return err
	}
	err = forgetWiped(cfg)
	if uerr := owner.Unlock(); err == nil {
		err = uerr
	}
	if err != nil {
		return err
	}
	_ = os.Remove(owner.Path()) // where another process waits for it, the folder stays
	_ = os.Remove(cfg.Dir)      // only an empty one goes
	return nil
}
