package e2e

import "testing"

// TestWindow_Shared has a second therapist set up beside the first on one tablet: who it is is asked from then on, each passphrase opens
// its own notes and no others, and a kill changes nothing of it.
func TestWindow_Shared(t *testing.T) {
	const hers = "otter under the bridge"
	h, d := newHouse(t), newDesk(t, "1280x800")
	store := h.at("tablet")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	p := newTablet(t, d, store, "--now", visitDay, "--offline")
	p.tapTo(t, "Someone else", "Add a therapist")
	p.tapTo(t, "Add a therapist", "Passphrase again")
	p.write(t, "Passphrase", hers)
	p.write(t, "Passphrase again", hers)
	p.write(t, "Name on the unlock screen", "Robin V")
	p.tapTo(t, "Go on", "I have written it down")
	p.readBack(t, "Full name")
	p.write(t, "Full name", "Robin Vale")
	p.write(t, "HCPC registration", "OT012345")
	p.write(t, "Band", "6")
	p.tapTo(t, "Go on", "Address of your service")
	p.tapTo(t, "Later", "No visits planned")
	p.tap(t, "Children")
	p.still(t)
	if p.shows("Isla") {
		p.explain(t)
		t.Error("the second therapist sees the first one's child")
	}

	p.key(t, "ctrl+l")
	p.sees(t, "Who is it?")
	p.shoot(t, "unlock-who")
	p.tapTo(t, "Therapist 1…", "Unlock")
	p.into(t, "Passphrase")
	p.types(t, hers)
	p.key(t, "Return")
	p.sees(t, "That passphrase does not open this store")
	p.tapTo(t, "Someone else", "Who is it?")
	p.tapTo(t, "Therapist 1…", "Unlock")
	p.unlock(t)
	p.sees(t, "1 visit today")
	p.tapTo(t, "Children", "Isla Maeve")

	p.kill()
	p.open(t)
	p.sees(t, "Who is it?")
	p.tapTo(t, "Robin V…", "Unlock")
	p.into(t, "Passphrase")
	p.types(t, hers)
	p.key(t, "Return")
	p.still(t)
	p.sees(t, "Children")
	if p.shows("Isla") {
		p.explain(t)
		t.Error("after a kill the second therapist sees the first one's child")
	}
	p.kill()
	h.verify(t, store)
}
