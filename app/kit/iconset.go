package kit

// The icons of the look, by what they mean. Each is a file of assets/icons.
const (
	IconAlert    Icon = "alert"
	IconArrow    Icon = "arrow"
	IconAsked    Icon = "asked"
	IconBack     Icon = "back"
	IconBell     Icon = "bell"
	IconBlur     Icon = "blur"
	IconBook     Icon = "book"
	IconBoxOff   Icon = "box-off"
	IconBoxOn    Icon = "box-on"
	IconCamera   Icon = "camera"
	IconChair    Icon = "chair"
	IconChart    Icon = "chart"
	IconCheck    Icon = "check"
	IconChild    Icon = "child"
	IconChildren Icon = "children"
	IconClinic   Icon = "clinic"
	IconClock    Icon = "clock"
	IconClose    Icon = "close"
	IconCopy     Icon = "copy"
	IconCover    Icon = "cover"
	IconCrop     Icon = "crop"
	IconDelete   Icon = "delete"
	IconDown     Icon = "down"
	IconDownload Icon = "download"
	IconDrag     Icon = "drag"
	IconDraw     Icon = "draw"
	IconEnded    Icon = "ended"
	IconEye      Icon = "eye"
	IconFile     Icon = "file"
	IconFilter   Icon = "filter"
	IconFind     Icon = "find"
	IconFlag     Icon = "flag"
	IconHand     Icon = "hand"
	IconHistory  Icon = "history"
	IconHold     Icon = "hold"
	IconHome     Icon = "home"
	IconImage    Icon = "image"
	IconInfo     Icon = "info"
	IconKey      Icon = "key"
	IconLadder   Icon = "ladder"
	IconLink     Icon = "link"
	IconLock     Icon = "lock"
	IconMail     Icon = "mail"
	IconMeasure  Icon = "measure"
	IconMeeting  Icon = "meeting"
	IconMessage  Icon = "message"
	IconMinus    Icon = "minus"
	IconMore     Icon = "more"
	IconNext     Icon = "next"
	IconOffline  Icon = "offline"
	IconOk       Icon = "ok"
	IconOpen     Icon = "open"
	IconOutbox   Icon = "outbox"
	IconPause    Icon = "pause"
	IconPencil   Icon = "pencil"
	IconPeople   Icon = "people"
	IconPhone    Icon = "phone"
	IconPlace    Icon = "place"
	IconPlan     Icon = "plan"
	IconPlay     Icon = "play"
	IconPlus     Icon = "plus"
	IconPrint    Icon = "print"
	IconQr       Icon = "qr"
	IconQuote    Icon = "quote"
	IconRedo     Icon = "redo"
	IconRefresh  Icon = "refresh"
	IconRefused  Icon = "refused"
	IconRemove   Icon = "remove"
	IconReports  Icon = "reports"
	IconSaved    Icon = "saved"
	IconSchool   Icon = "school"
	IconSent     Icon = "sent"
	IconSettings Icon = "settings"
	IconShare    Icon = "share"
	IconShield   Icon = "shield"
	IconSort     Icon = "sort"
	IconStop     Icon = "stop"
	IconSun      Icon = "sun"
	IconSwap     Icon = "swap"
	IconTablet   Icon = "tablet"
	IconTag      Icon = "tag"
	IconToday    Icon = "today"
	IconUndo     Icon = "undo"
	IconUp       Icon = "up"
	IconVideo    Icon = "video"
)

// allIcons lists every icon, for the test that opens each file.
var allIcons = []Icon{
	IconAlert,
	IconArrow,
	IconAsked,
	IconBack,
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
	IconFile,
	IconFilter,
	IconFind,
	IconFlag,
	IconHand,
	IconHistory,
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
	IconSort,
	IconStop,
	IconSun,
	IconSwap,
	IconTablet,
	IconTag,
	IconToday,
	IconUndo,
	IconUp,
	IconVideo,
}
