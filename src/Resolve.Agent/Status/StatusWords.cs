namespace Resolve.Agent.Status;

/// <summary>The words of the status page, in Vietnamese and English.</summary>
internal sealed record StatusWords(
    string Language, string Title, string Other, string OtherLanguage, string Server, string Running, string Connected, string Broken, string Waiting,
        string Oldest, string Parked,
    string Acknowledged, string OutboxSize, string Sources, string Source, string Kind, string File, string Files, string Taken, string Bad, string Trouble,
        string At, string Folder, string Database,
    string ParkedTitle, string Place, string Reason, string Wrong, string None, string ConfigurationTrouble, string Closed)
{
    /// <summary>Gets the words in Vietnamese.</summary>
    public static StatusWords Vietnamese { get; } = new(
        "vi", "Resolve: trạm gửi tin báo", "English", "en", "Máy chủ", "Chạy từ", "Gửi bình thường", "Chưa gửi được", "Chờ gửi",
            "Chờ lâu nhất từ", "Bị máy chủ từ chối",
        "Đã được xác nhận từ lúc chạy", "Dung lượng hộp thư gửi", "Nguồn", "Nguồn", "Loại", "Tệp", "Tệp đã đọc xong", "Tin đã nhận", "Dòng lỗi", "Vướng mắc",
            "Lần đọc cuối", "thư mục", "cơ sở dữ liệu",
        "Tin bị máy chủ từ chối (giữ trong hộp thư gửi)", "Vị trí", "Lý do", "Trường sai", "không có", "Cấu hình mới không dùng được", "Hộp thư gửi đang đóng");

    /// <summary>Gets the words in English.</summary>
    public static StatusWords English { get; } = new(
        "en", "Resolve: agent", "Tiếng Việt", "vi", "Server", "Running since", "Sending", "Cannot send", "Waiting",
            "Oldest waits since", "Refused by the server",
        "Acknowledged since the start", "Size of the outbox", "Sources", "Source", "Kind", "File", "Files read", "Reports taken", "Bad rows", "Trouble",
            "Last read", "folder", "database",
        "Reports that the server refused (kept in the outbox)", "Place", "Reason", "Wrong fields", "none",
            "The changed configuration is not used", "The outbox is closed");
}
