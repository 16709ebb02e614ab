using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The default attributes of products, variants, images and stock.</summary>
internal static class ProductRules
{
    // From the tables and samples of Centry's documentation of products, variants, stock by warehouse and assets.
    private static readonly string[] Product =
    [
        "name", "sku", "barcode", "description", "shortdescription", "condition", "brand_id", "category_id", "cover_content_type",
        "cover_file_name", "cover_file_size", "cover_fingerprint", "cover_updated_at", "cover_url", "deliverytimesupplier",
        "gender_id", "is_fullproductname", "packageheight", "packagelength", "packageweight", "packagewidth", "price_compare",
        "price", "salestartdate", "saleenddate", "season", "seasonyear", "seo_title", "seo_description", "warranty",
        "original_data", "skusupplierconfig",
    ];

    private static readonly string[] Variant =
    [
        "barcode", "color_id", "color_name", "created_by_id", "description", "id_shopify", "modifier_id", "original_data", "price",
        "price_compare", "quantity", "size_id", "size_name", "sku", "updated_by_id",
    ];

    private static readonly string[] Asset =
        ["alt", "url", "image_content_type", "image_file_name", "image_file_size", "image_fingerprint", "image_updated_at", "name"];

    /// <inheritdoc cref="Resource.Complete"/>
    public static void CompleteProduct(JsonObject product, string company)
    {
        product["status"] ??= true;
        product["company_id"] ??= company;
        product["category_attribute_values"] ??= new JsonArray();
        AddMissing(product, Product);
    }

    /// <inheritdoc cref="Resource.Complete"/>
    public static void CompleteVariant(JsonObject variant, string company)
    {
        variant["bulk_upload"] ??= false;
        variant["company_id"] ??= company;
        variant["integrations"] ??= new JsonObject();
        variant["position"] ??= 0;
        variant["version"] ??= 1;
        AddMissing(variant, Variant);
    }

    /// <inheritdoc cref="Resource.Complete"/>
    public static void CompleteAsset(JsonObject asset)
    {
        asset["integrations"] ??= new JsonObject();
        asset["image_processing"] ??= false;
        asset["position"] ??= 0;
        AddMissing(asset, Asset);
    }

    /// <inheritdoc cref="Resource.Complete"/>
    public static void CompleteStock(JsonObject stock)
    {
        stock["quantity"] ??= 0;
        stock["version"] ??= 1;
        AddMissing(stock, ["created_by_id", "modifier_id", "updated_by_id", "warehouse_id"]);
    }

    private static void AddMissing(JsonObject item, string[] attributes)
    {
        foreach (var attribute in attributes)
        {
            item.TryAdd(attribute, null);
        }
    }
}
