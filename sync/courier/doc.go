// Package courier is the device's side of sync: it carries the store's changes to the central service and brings back what
// others did.
//
// Words: a round is one request; a sync is as many rounds as there is something to carry; the batch is how many changes a
// round takes, halved when one fails and doubled again when it works; to park a change is to put the one that no round gets
// through with aside, so that it holds up its own record and no other. Nothing here decides what a change does: the store and
// the service do, by the same rule.
package courier
