package vault

import "github.com/fieldfare/fieldfare/assessments"

// Params are the costs of Argon2id. They are stored beside the wrap they made, so that they can rise later.
type Params struct {
	Passes    uint32
	MemoryKiB uint32
	Lanes     uint8

	cheap bool // made by ForTests: the floor does not apply
}

// Default is what new stores use: 3 passes over 64 MiB in 4 lanes, about 0.1 s on a laptop (RFC 9106, second recommendation).
func Default() Params { return Params{Passes: 3, MemoryKiB: 64 << 10, Lanes: 4} }

// floor is the least that is ever accepted, also from a file: lowering the stored figures must not make guessing cheap.
var floor = Params{Passes: 2, MemoryKiB: 19 << 10, Lanes: 1}

// ceiling keeps a tampered file from asking for more memory than a tablet has.
var ceiling = Params{Passes: 64, MemoryKiB: 1 << 20, Lanes: 64}

// ForTests makes passphrases almost free to check. Only tests and the simulator may use it: a store made with it opens only
// with it.
func ForTests() Params { return Params{Passes: 1, MemoryKiB: 64, Lanes: 1, cheap: true} }

// Cheap reports whether p came from ForTests.
func (p Params) Cheap() bool { return p.cheap }

// Check refuses costs below the floor and absurd ones.
func (p Params) Check() error {
	if p.Passes > ceiling.Passes || p.MemoryKiB > ceiling.MemoryKiB || p.Lanes > ceiling.Lanes || p.Passes == 0 || p.Lanes == 0 {
		return assessments.Errorf(assessments.Damaged, "vault.params", "The store's key settings are not ones that Fieldfare writes. Restore a backup, or ask for help before using this file.")
	}
	if !p.cheap && (p.Passes < floor.Passes || p.MemoryKiB < floor.MemoryKiB || p.Lanes < floor.Lanes) {
		return assessments.Errorf(assessments.Damaged, "vault.params", "The store's passphrase protection is weaker than Fieldfare allows, so the file may have been tampered with. Ask for help before using it.")
	}
	return nil
}

// Stored rebuilds params read from a file and checks them. Only a reader that was itself given ForTests accepts what it made.
func Stored(passes, memoryKiB, lanes int64, reader Params) (Params, error) {
	for _, n := range []int64{passes, memoryKiB, lanes} {
		if n < 0 || n > int64(ceiling.MemoryKiB) {
			return Params{}, Params{}.Check() // a number that would not fit is refused as absurd
		}
	}
	p := Params{Passes: uint32(passes), MemoryKiB: uint32(memoryKiB), Lanes: uint8(min(lanes, 255)), cheap: reader.cheap}
	if passes == 0 && memoryKiB == 0 && lanes == 0 {
		return p, nil // wrapped under something random
	}
	return p, p.Check()
}
