package webpages

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/central/ledger"
)

// attach chooses a file in the page's field for one, as the browser's own window does.
func (m *morning) attach(name, text string) {
	m.t.Helper()
	path := filepath.Join(m.t.TempDir(), name)
	must(m.t, os.WriteFile(path, []byte(text), 0o600))
	var got struct {
		Result struct {
			ObjectID string `json:"objectId"`
		} `json:"result"`
	}
	m.call("Runtime.evaluate", map[string]any{"expression": `document.querySelector("input[type=file]")`}, &got)
	m.call("DOM.setFileInputFiles", map[string]any{"files": []string{path}, "objectId": got.Result.ObjectID}, nil)
}

// TestLead_ReferralsFromAFile: the coordination centre chooses a list, sees what is wrong with it, mends it, and takes it in.
func TestLead_ReferralsFromAFile(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Colin Marsh", "colin@north.example", ledger.RoleCoordination)
	m.signIn("colin@north.example", code)
	m.press(`a[href="/team/referrals/file"]`)
	m.says("Referrals from a file", "Begin with an empty list")
	m.fair("file")
	m.press(`form button`)
	m.says("There is a problem", "Choose a file.")

	const head = "Name,Date of birth,NHS number,Referred on,Reason for referral,Urgency,Who refers,Referrer\n"
	const rest = "Otto Fennel,14/07/2020,,19/11/2026,Chokes on lumpy food.,urgent,gp,Dr Reed\n"
	m.attach("monday.csv", head+"Perdita Wrenfold,27/03/2019,1234567890,19/11/2026,Cannot hold a pencil for a whole sentence.,,senco,\"Ms Nettlefold, Larkbarrow Primary\"\n"+rest+"Zelda Ash,01/02/2018,,30/11/2026,Falls often.,soon,teacher,\n")
	m.press(`form button`)
	m.says("This file cannot be taken in yet", "Line 2: NHS number does not", "Perdita Wrenfold", "Line 4: Enter the day the referral arrived, today or earlier.", "Otto Fennel", "Nothing was saved")
	m.fair("file-problems")
	m.attach("monday.csv", head+"Perdita Wrenfold,27/03/2019,9991234551,19/11/2026,Cannot hold a pencil for a whole sentence.,,senco,\"Ms Nettlefold, Larkbarrow Primary\"\n"+rest)
	m.press(`form button`)
	m.says("Look through 2 referrals before you take them in", "Nothing of it is saved yet")
	m.fair("file-preview")
	m.press(`button[value="accept"]`)
	m.says("All of them are saved and wait for triage.", "Perdita Wrenfold", "Otto Fennel", "Dr Reed (GP)")
}
