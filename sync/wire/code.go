package wire

// The codes of Ack.Code: why a change is kept aside. They travel and are stored, and are never renamed. A device has a sentence
// for each; see store.Reasons.
const (
	CodeSchema   = "schema"         // not a change as this protocol has them
	CodeHash     = "hash"           // other bytes than were saved, or a signature for other content
	CodeAuth     = "auth"           // whose change it is could not be shown
	CodeScope    = "scope"          // no grant for the child or setting
	CodeIDReuse  = "id_reuse"       // the id means something else already
	CodeTooLarge = "too_large"      // larger than a field or a message may be
	CodeFault    = "fault"          // the service stumbled over it
	CodeRevoked  = "revoked_device" // it came from a tablet that was taken out of use
	CodeRefused  = "refused"        // the device's own: no round got through with it. No service has it
)

// Codes lists them all.
func Codes() []string {
	return []string{CodeSchema, CodeHash, CodeAuth, CodeScope, CodeIDReuse, CodeTooLarge, CodeFault, CodeRevoked, CodeRefused}
}
