package kit

// The icons of the look, by what they mean. Each is a file of assets/icons.
const (
	IconAlert    Icon = "alert"     // a person is needed
	IconArrow    Icon = "arrow"     // draw an arrow
	IconAsked    Icon = "asked"     // asked, no answer yet
	IconBack     Icon = "back"      // goes back
	IconBath     Icon = "bath"      // a bath seat
	IconBell     Icon = "bell"      // remind
	IconBlur     Icon = "blur"      // make unrecognisable
	IconBook     Icon = "book"      // library, guidance
	IconBoxOff   Icon = "box-off"   // not ticked
	IconBoxOn    Icon = "box-on"    // ticked
	IconCamera   Icon = "camera"    // photo
	IconChair    Icon = "chair"     // seating
	IconChart    Icon = "chart"     // a score
	IconCheck    Icon = "check"     // done, chosen
	IconChild    Icon = "child"     // one child
	IconChildren Icon = "children"  // the caseload
	IconClinic   Icon = "clinic"    // a visit in clinic
	IconClock    Icon = "clock"     // waiting
	IconClose    Icon = "close"     // closes
	IconCopy     Icon = "copy"      // copy words
	IconCover    Icon = "cover"     // blank the screen
	IconCrop     Icon = "crop"      // crop
	IconDelete   Icon = "delete"    // rub out the last key
	IconDown     Icon = "down"      // fetching
	IconDownload Icon = "download"  // bring in
	IconDrag     Icon = "drag"      // move by dragging
	IconDraw     Icon = "draw"      // a drawing
	IconEnded    Icon = "ended"     // over
	IconEye      Icon = "eye"       // look
	IconFaceGood Icon = "face-good" // a child likes it
	IconFaceHard Icon = "face-hard" // a child finds it hard
	IconFaceOk   Icon = "face-ok"   // neither
	IconFile     Icon = "file"      // a document
	IconFilter   Icon = "filter"    // show fewer
	IconFind     Icon = "find"      // search
	IconFlag     Icon = "flag"      // a goal
	IconFootrest Icon = "footrest"  // a foot board or rest
	IconHand     Icon = "hand"      // hand skills
	IconHistory  Icon = "history"   // what it was before
	IconHoist    Icon = "hoist"     // a hoist
	IconHold     Icon = "hold"      // the alert mark, on every child
	IconHome     Icon = "home"      // a visit at home
	IconImage    Icon = "image"     // a picture from a file
	IconInfo     Icon = "info"      // good to know
	IconKey      Icon = "key"       // recovery key
	IconLadder   Icon = "ladder"    // a goal ladder
	IconLink     Icon = "link"      // where a sentence comes from
	IconLock     Icon = "lock"      // locked
	IconMail     Icon = "mail"      // by mail
	IconMeasure  Icon = "measure"   // a measurement
	IconMeeting  Icon = "meeting"   // a meeting
	IconMessage  Icon = "message"   // a message
	IconMinus    Icon = "minus"     // one less
	IconMore     Icon = "more"      // the rest
	IconNext     Icon = "next"      // goes on
	IconOffline  Icon = "offline"   // no signal
	IconOk       Icon = "ok"        // agreed
	IconOpen     Icon = "open"      // opens a list
	IconOutbox   Icon = "outbox"    // what leaves the tablet
	IconPause    Icon = "pause"     // pause
	IconPencil   Icon = "pencil"    // write
	IconPeople   Icon = "people"    // people around the child
	IconPhone    Icon = "phone"     // a call
	IconPlace    Icon = "place"     // a place
	IconPlan     Icon = "plan"      // an activity plan
	IconPlay     Icon = "play"      // start
	IconPlus     Icon = "plus"      // one more, add
	IconPrint    Icon = "print"     // print
	IconQr       Icon = "qr"        // a code to scan
	IconQuote    Icon = "quote"     // words that were said
	IconRedo     Icon = "redo"      // do again
	IconRefresh  Icon = "refresh"   // once more
	IconRefused  Icon = "refused"   // refused
	IconRemove   Icon = "remove"    // remove
	IconReports  Icon = "reports"   // documents
	IconSaved    Icon = "saved"     // safe on this tablet
	IconSchool   Icon = "school"    // a visit at school
	IconSent     Icon = "sent"      // sent and received
	IconSettings Icon = "settings"  // settings
	IconShare    Icon = "share"     // share
	IconShield   Icon = "shield"    // safety
	IconSlope    Icon = "slope"     // a writing slope
	IconSort     Icon = "sort"      // order
	IconStander  Icon = "stander"   // a standing frame
	IconStop     Icon = "stop"      // stop
	IconSun      Icon = "sun"       // light
	IconSwap     Icon = "swap"      // someone else
	IconTable    Icon = "table"     // a table
	IconTablet   Icon = "tablet"    // this device
	IconTag      Icon = "tag"       // an equipment label
	IconToday    Icon = "today"     // the day
	IconToilet   Icon = "toilet"    // a toilet seat
	IconUndo     Icon = "undo"      // take back
	IconUp       Icon = "up"        // sending
	IconVideo    Icon = "video"     // a video call
	IconWalker   Icon = "walker"    // a walker
)

// allIcons lists every icon, for the test that opens each file.
var allIcons = []Icon{
	IconAlert,
	IconArrow,
	IconAsked,
	IconBack,
	IconBath,
	IconBell,
	IconBlur,
	IconBook,
	IconBoxOff,
	IconBoxOn,
	IconCamera,
	IconChair,
	IconChart,
	IconCheck,
	IconChild,
	IconChildren,
	IconClinic,
	IconClock,
	IconClose,
	IconCopy,
	IconCover,
	IconCrop,
	IconDelete,
	IconDown,
	IconDownload,
	IconDrag,
	IconDraw,
	IconEnded,
	IconEye,
	IconFaceGood,
	IconFaceHard,
	IconFaceOk,
	IconFile,
	IconFilter,
	IconFind,
	IconFlag,
	IconFootrest,
	IconHand,
	IconHistory,
	IconHoist,
	IconHold,
	IconHome,
	IconImage,
	IconInfo,
	IconKey,
	IconLadder,
	IconLink,
	IconLock,
	IconMail,
	IconMeasure,
	IconMeeting,
	IconMessage,
	IconMinus,
	IconMore,
	IconNext,
	IconOffline,
	IconOk,
	IconOpen,
	IconOutbox,
	IconPause,
	IconPencil,
	IconPeople,
	IconPhone,
	IconPlace,
	IconPlan,
	IconPlay,
	IconPlus,
	IconPrint,
	IconQr,
	IconQuote,
	IconRedo,
	IconRefresh,
	IconRefused,
	IconRemove,
	IconReports,
	IconSaved,
	IconSchool,
	IconSent,
	IconSettings,
	IconShare,
	IconShield,
	IconSlope,
	IconSort,
	IconStander,
	IconStop,
	IconSun,
	IconSwap,
	IconTable,
	IconTablet,
	IconTag,
	IconToday,
	IconToilet,
	IconUndo,
	IconUp,
	IconVideo,
	IconWalker,
}
